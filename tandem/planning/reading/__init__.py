"""From a JSON file to a problem; everything that is wrong becomes one plain sentence with what to do."""
