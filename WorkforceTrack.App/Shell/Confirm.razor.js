// showModal keeps the focus inside, closes on Esc and gives the focus back: the browser does it better than we could.
export const open = dialog => dialog.showModal();

export const close = dialog => dialog.close();
