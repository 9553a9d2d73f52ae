"""What comes of it: ventures."""
