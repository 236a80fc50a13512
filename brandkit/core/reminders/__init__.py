"""What a person is reminded of, and when: computed from entries, rules and the moment."""
