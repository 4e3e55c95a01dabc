"""Makes the bundled starter encoder: features, training, export and evaluation (not installed with the app)."""
