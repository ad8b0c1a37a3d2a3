import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { freePort } from './server'

export interface Mail {
  to: string
  from: string
  subject: string
  text: string
  html: string
  headers: Map<string, string>
  attachments: { filename: string | null; mimeType: string; content: string }[]
}
export interface Mailbox {
  url: string
  mails: Mail[]
  refuse: (address: string) => boolean
  open(): Promise<void>
  close(): Promise<void>
}

export async function openMailbox(): Promise<Mailbox> {
  const port = await freePort()
  let server: SMTPServer | null = null
  const box: Mailbox = {
    url: `smtp://127.0.0.1:${port}`,
    mails: [],
    refuse: () => false,
    async open() {
      const listening = (server = serve(box))
      await new Promise<void>((done) => listening.listen(port, '127.0.0.1', done))
    },
    async close() {
      const closing = server
      server = null
      await new Promise<void>((done) => (closing ? closing.close(() => done()) : done()))
    },
  }
  await box.open()
  return box
}

const serve = (box: Mailbox): SMTPServer =>
  new SMTPServer({
    closeTimeout: 100,
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: ({ address }, _, done) =>
      done(box.refuse(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream
        .on('data', (chunk: Buffer) => chunks.push(chunk))
        .on('end', () => {
          const to = session.envelope.rcptTo.map((r) => r.address).join()
          void read(Buffer.concat(chunks), to).then((mail) => {
            box.mails.push(mail)
            done()
          })
        })
    },
  })

export const textsTo = ({ mails }: Mailbox, address: string): string[] => mails.filter(({ to }) => to === address).map(({ text }) => text)

async function read(raw: Buffer, to: string): Promise<Mail> {
  const { from, subject = '', text = '', html = '', headers, attachments } = await PostalMime.parse(raw, { attachmentEncoding: 'utf8' })
  return {
    to,
    from: from && 'address' in from ? `${from.name} <${from.address}>` : '',
    subject,
    text: text.replace(/\r\n/g, '\n'),
    html,
    headers: new Map(headers.map(({ key, value }) => [key, value])),
    attachments: attachments.map(({ filename, mimeType, content }) => ({ filename, mimeType, content: String(content) })),
  }
}
