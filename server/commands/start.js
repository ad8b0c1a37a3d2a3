/** `npm start`: installs, builds and serves. A second start finds all of it done. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { ROOT, SERVER, build, install, requireNode, stop } from './prepare.js'

const port = Number(process.env.PORT || 3000)

requireNode()
await requirePort()
install({ dev: false })
build()
serve()

/** Said before minutes of work, not after. */
function requirePort() {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) stop(`PORT must be a number from 1 to 65535, and is “${process.env.PORT}”.`)
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE')
        stop(`Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`)
      resolve(undefined)
    })
    probe.once('listening', () => probe.close(() => resolve(undefined)))
    probe.listen(port, process.env.HOST || '0.0.0.0')
  })
}

function serve() {
  const child = spawn(process.execPath, [SERVER], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  })
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
