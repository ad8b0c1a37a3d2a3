/** A mail server of the test's own: what it was handed, by whom it is for. */
import { SMTPServer } from 'smtp-server'
import { freePort } from './server'

export interface Mailbox { url: string; /** Messages to an address, the newest last. */ to(address: string): string[]; stop(): Promise<void> }

export async function startMailbox(): Promise<Mailbox> {
  const port = await freePort()
  const received: { to: string[]; text: string }[] = []
  const server = new SMTPServer({
    closeTimeout: 100, authOptional: true, disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
        // Soft line breaks of quoted-printable are no part of a link.
        received.push({ to: session.envelope.rcptTo.map((r) => r.address), text: Buffer.concat(chunks).toString('utf8').replace(/=\r\n/g, '').replace(/=3D/g, '=') })
        done()
      })
    },
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return {
    url: `smtp://127.0.0.1:${port}`,
    to: (address) => received.filter(({ to }) => to.includes(address)).map(({ text }) => text),
    stop: () => new Promise((done) => server.close(done)),
  }
}
