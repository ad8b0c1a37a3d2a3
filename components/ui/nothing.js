// Stands in for what Next brings for other browsers than those that show our pages: see next.config.js. Of `process` it reads `env`.
export const env = {}
