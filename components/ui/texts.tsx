import type { Messages } from 'use-intl'
import { SentTexts } from './sent-texts'

/** Gives the components below it only the texts they need. */
export const Texts = ({ locale, messages, children }: { locale: string; messages: Messages; children: React.ReactNode }) => (
  <SentTexts locale={locale} messages={JSON.stringify(messages)}>
    {children}
  </SentTexts>
)
