export interface Letter {
  to: string
  subject: string
  text: string
  at: number
}
export const letters: Letter[] = []

interface MailEnvelope {
  to: { address: string } | string
  subject: string
  text: string
}
export const standIn = {
  createTransport: () => ({
    sendMail: async ({ to, subject, text }: MailEnvelope) => {
      letters.push({ to: typeof to === 'string' ? to : to.address, subject, text, at: Date.now() })
      return {}
    },
    verify: async () => true,
    close: () => {},
  }),
}
