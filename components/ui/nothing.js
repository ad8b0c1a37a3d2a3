// Stands in for what no browser that shows our pages needs: see next.config.js.
