"""Which words and phrases is a sentence made of?"""
