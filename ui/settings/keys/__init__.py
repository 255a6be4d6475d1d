"""What opens a vault, in the settings: people, keyfiles, the header's place, recovery, new keys, and the end of it all."""
