"""What does the text talk about?"""
