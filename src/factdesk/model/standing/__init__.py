"""What stands of an incident's figures: which agree, are superseded, differ in scope or cannot all be true, and why.

The rules are pure and read top down: `facts` (what they look at), `nesting` (which populations lie inside which),
`moments`, `comparable`, `superseded`, `wordings`, `clash` (what cannot all be true), `conflict`, `scope`, `bounds`,
`denials`, `origins` (roots), `findings` (one sentence each) and `whole`, which puts them together.
"""
