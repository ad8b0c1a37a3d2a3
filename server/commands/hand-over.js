/** Goes on as another program: it is told to end when we are, and we end with it. Plain JavaScript, as prepare.js. */
import { spawn } from 'node:child_process'
import { ROOT } from './prepare.js'

/** @param {string[]} args of node @param {Record<string, string>} env */
export function handOver(args, env = {}) {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env: { ...process.env, ...env } })
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  // Ctrl-C reaches the child from the terminal: a second signal from here would end it at once.
  process.on('SIGINT', () => {})
  // Where npm is told to end, it ends its shell and tells nobody else: losing that parent is the signal.
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
