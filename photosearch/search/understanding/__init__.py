"""What a person means by what they typed. Pure: no store, no encoder, no Qt."""
