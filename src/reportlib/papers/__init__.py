"""How does it get into a paper? LaTeX tables, citations, a replication package."""
