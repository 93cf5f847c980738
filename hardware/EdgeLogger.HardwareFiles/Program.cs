using System;
using System.IO;
using EdgeLogger.Hardware.Design;

if (args.Length != 1 || !Directory.Exists(args[0]))
{
    Console.Error.WriteLine("usage: hardware-files FOLDER    (the folder hardware/ of the project)");
    return 2;
}

foreach ((string name, string text) in MadeFiles.All())
{
    string path = Path.Combine(args[0], name);
    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
    File.WriteAllText(path, text);
    Console.WriteLine(name);
}

return 0;
