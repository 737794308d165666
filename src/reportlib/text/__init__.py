"""What does the document say, and where?"""
