"""Which numerals stand there, of what size?"""
