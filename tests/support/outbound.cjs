/** Loaded before a server (NODE_OPTIONS): writes down every connection that it opens by itself, and lets none out. */
const dgram = require('node:dgram')
const { appendFileSync } = require('node:fs')
const { Socket } = require('node:net')

const refused = (to) => {
  appendFileSync(process.env.OUTBOUND_FILE, `${JSON.stringify(to)}\n`)
  throw new Error('No connection is to be opened here.')
}
/** Called with (port, host), ({ port, host }) or with these in an array; a pipe to a worker of one's own is no connection. */
const connect = Socket.prototype.connect
Socket.prototype.connect = function (...given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given
  const { host, port, path } = typeof first === 'object' ? first : { port: first, host: second }
  return path ? connect.apply(this, given) : refused({ host: host ?? 'localhost', port })
}
dgram.Socket.prototype.send = (...given) => refused({ udp: given.slice(1).filter((part) => typeof part !== 'function') })
