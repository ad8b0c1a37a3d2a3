'use client'
import { IntlProvider, type Messages } from 'use-intl'

/** Gives the components below it only the texts they need. */
export const Texts = ({ locale, messages, children }: { locale: string; messages: Messages; children: React.ReactNode }) => (
  <IntlProvider locale={locale} messages={messages} timeZone="UTC">
    {children}
  </IntlProvider>
)
