"""What the region is and by which rule it is judged: strict YAML read into frozen typed models."""

from svod.params.load import Params, editions, load_methodology, load_params

__all__ = ["Params", "editions", "load_methodology", "load_params"]
