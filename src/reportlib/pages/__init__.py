"""How is it read on a screen?"""
