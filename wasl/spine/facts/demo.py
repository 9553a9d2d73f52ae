"""Facts have no demo of their own: the acts of the other rooms record them."""
