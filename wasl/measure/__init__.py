"""What is shown to those who pay and decide: figures that open to their records."""
