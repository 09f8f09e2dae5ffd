"""What a piece of a page is: roles, signatories and comments."""
