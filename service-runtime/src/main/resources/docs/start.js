SwaggerUIBundle({
  domNode: document.getElementById("api"),
  url: document.getElementById("api").dataset.document,
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0
});
