"""How two sides differ in their terms, and how sure one may be."""
