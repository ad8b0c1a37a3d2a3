// `import 'server-only'` throws outside the react-server condition, so Vitest resolves it to this.
export {}
