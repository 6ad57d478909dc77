// Do something that hides or disables what has the focus meanwhile: the keys go on from there.
export async function keepingFocus(act) {
  const focused = document.activeElement;
  try {
    return await act();
  } finally {
    if (document.activeElement === document.body) focused.focus();
  }
}
