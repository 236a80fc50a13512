"""Archives and sites on the disk, brought into the record."""
