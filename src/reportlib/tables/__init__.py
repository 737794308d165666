"""What does every table look like?"""
