"""What a piece should not go out with, found before it does."""
