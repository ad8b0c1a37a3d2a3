/** Hands over to another program: we pass on the signal to end, and end when it ends. Plain JavaScript, like prepare.js. */
import { spawn } from 'node:child_process'
import { ROOT } from './prepare.js'

/** @param {string[]} args of node @param {Record<string, string>} env */
export function handOver(args, env = {}) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  // Ctrl-C reaches the child from the terminal. A second signal from here would end it at once.
  process.on('SIGINT', () => {})
  // When npm gets the signal, it ends its shell but does not pass the signal on. Losing that parent tells us.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event) {
    const watch = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(watch)
      child.kill('SIGTERM')
    }, 500)
  }
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
