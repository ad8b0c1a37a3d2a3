/** A mail server run by the test, and the mails it received. */
import { SMTPServer } from 'smtp-server'
import { freePort } from './server'

export interface Mail {
  to: string
  subject: string
  text: string
}
export interface Mailbox {
  url: string
  mails: Mail[]
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const port = await freePort()
  const mails: Mail[] = []
  const server = new SMTPServer({
    closeTimeout: 100,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          mails.push({ to: session.envelope.rcptTo.map((r) => r.address).join(), ...read(Buffer.concat(chunks).toString('latin1')) })
          done()
        })
    },
  })
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done))
  return { url: `smtp://127.0.0.1:${port}`, mails, close: () => new Promise((done) => server.close(() => done())) }
}

export const textsTo = ({ mails }: Mailbox, address: string): string[] => mails.filter(({ to }) => to === address).map(({ text }) => text)

/** Plain text, as nodemailer writes it: 7 bit, quoted-printable or base64, in UTF-8. */
function read(raw: string): { subject: string; text: string } {
  const at = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, at).replace(/\r\n\s+/g, ' ')
  const body = raw.slice(at + 4)
  const encoding = /^content-transfer-encoding: (\S+)/im.exec(head)?.[1]
  const bytes =
    encoding === 'base64'
      ? Buffer.from(body, 'base64')
      : Buffer.from(encoding === 'quoted-printable' ? unquote(body.replace(/=\r\n/g, '')) : body, 'latin1')
  const subject = (/^subject: (.*)$/im.exec(head)?.[1] ?? '')
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([qb])\?([^?]*)\?=/gi, (_, how: string, said: string) =>
      (how.toLowerCase() === 'b' ? Buffer.from(said, 'base64') : Buffer.from(unquote(said.replaceAll('_', ' ')), 'latin1')).toString(),
    )
  return { subject, text: bytes.toString().replace(/\r\n/g, '\n') }
}
const unquote = (text: string): string =>
  text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
