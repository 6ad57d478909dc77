from torch_settings import one_thread, untraced_exporter

__all__ = ["one_thread", "untraced_exporter"]
