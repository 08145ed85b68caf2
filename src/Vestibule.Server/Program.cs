using Vestibule.Server.Commands;

return await CommandLine.RunAsync(args);
