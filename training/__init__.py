"""From color photographs to a checkpoint: data, architectures, training and evaluation."""
