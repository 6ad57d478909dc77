"""Color: CIELAB, gamut, color bins, edge-following upsampling, hint propagation, color transfer."""
