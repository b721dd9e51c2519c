"""The user's own git: articles merged by field, decisions committed as such, shared, and seen by colleagues.

Everything is made ready aside, in objects that nothing points to yet, and shown to the user's hooks there;
only then does the repository change, in one step. So there is never a merge half done. git is the user's own
program, with its configuration, credentials, hooks and signing.
"""
