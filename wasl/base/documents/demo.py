"""The demo invents no paper of its own: letters and proofs come with the records that own them."""
