"""The record itself: people, the facts about them, the money and the files."""
