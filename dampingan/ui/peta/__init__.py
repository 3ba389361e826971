"""The map page: folium through streamlit-folium, offline; outlines by address, everything else by message."""
