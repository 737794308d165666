"""How much, what, when, where, promise or result?"""
