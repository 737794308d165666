"""Was it kept?"""
