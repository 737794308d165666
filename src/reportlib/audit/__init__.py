"""How good is the reading?"""
