"""What the organisation does for people: welcome, calls for applications."""
