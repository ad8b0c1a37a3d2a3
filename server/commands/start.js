/** `npm start`: installs, builds and serves. A second start finds all of it done. */
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { fileURLToPath } from 'node:url'
import { build, install, requireNode, stop } from './prepare.js'

const port = Number(process.env.PORT || 3000)

requireNode()
await requirePort()
install({ dev: false })
build()
serve()

/** Said before minutes of work, not after. */
function requirePort() {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      if (error.code === 'EADDRINUSE') stop(`Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`)
      resolve(undefined)
    })
    probe.once('listening', () => probe.close(() => resolve(undefined)))
    probe.listen(port, process.env.HOST || '0.0.0.0')
  })
}

function serve() {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'server/main.ts'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production' },
  })
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}
