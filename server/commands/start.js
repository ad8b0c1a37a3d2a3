/** `npm start`: installs, builds and serves. A second start finds everything done. */
import { createServer } from 'node:net'
import { handOver } from './hand-over.js'
import { SERVER, build, install, requireNode, stop } from './prepare.js'

const port = Number(process.env.PORT || 3000)

requireNode()
await requirePort()
install({ dev: false })
build()
handOver([SERVER], { NODE_ENV: 'production' })

/** Checked first, so that people learn of it before minutes of work. */
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
