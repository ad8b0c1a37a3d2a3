'use client'
import { useMemo } from 'react'
import { IntlProvider, type Messages } from 'use-intl'

/** Texts as JSON: React walks through every part of an object that it sends, but sends a text as it is. */
export const SentTexts = ({ locale, messages, children }: { locale: string; messages: string; children: React.ReactNode }) => (
  <IntlProvider locale={locale} messages={useMemo(() => JSON.parse(messages) as Messages, [messages])} timeZone="UTC">
    {children}
  </IntlProvider>
)
