'use client'

/** Asks the platform's window, which opened this page, to close it. */
export const Close = ({ label }: { label: string }) => (
  <button
    type="button"
    className="btn btn-primary mt-6"
    onClick={() => {
      const around = (window.opener as Window | null) ?? window.parent
      around.postMessage({ subject: 'org.imsglobal.lti.close' }, '*')
    }}
  >
    {label}
  </button>
)
