"""Internal quality assurance of vocational organisations (Kyrgyz model regulation)."""
